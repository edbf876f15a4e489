import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'

/** An HTTP server that listens; rejects with a sentence that names the port when it is taken. */
export async function bind(
  port: number,
  host: string,
  request: RequestListener,
  options: ServerOptions = {},
): Promise<Server> {
  const server = createServer(options, request)
  const bound = once(server, 'listening')
  server.listen(port, host)
  await bound.catch(error => {
    if (error.code !== 'EADDRINUSE') throw error
    const advice = 'stop the other program or choose another with PORT'
    throw new Error(`Port ${port} is already in use on ${host}; ${advice}`, { cause: error })
  })
  return server
}
