// The least a relay can do, to compare with: hands each frame to the socket it names, and keeps nothing.
// Run as a process of its own; prints its port.
import { type WebSocket, WebSocketServer } from 'ws'

const agents = new Map<string, WebSocket>()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })

server.on('listening', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
server.on('connection', (socket, request) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bare')
  const agent = searchParams.get('agent') ?? ''
  if (pathname === '/agent') agents.set(agent, socket)
  else socket.on('message', frame => agents.get(agent)?.send(frame.toString()))
})
process.on('SIGTERM', () => process.exit(0))
