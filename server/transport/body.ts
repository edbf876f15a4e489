import type { IncomingMessage } from 'node:http'

/** The text of a request; `too-big` as soon as it is more than `max` bytes, null when the peer left before its end. */
export function readBody(
  request: IncomingMessage,
  max: number,
): Promise<string | 'too-big' | null> {
  return new Promise(done => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > max) {
        // What still comes is read and dropped: an answer to a peer that is still sending would not reach it.
        chunks.length = 0
        done('too-big')
      } else chunks.push(chunk)
    })
    request.once('end', () => done(Buffer.concat(chunks).toString()))
    request.once('error', () => done(null))
    request.once('close', () => done(null))
  })
}
