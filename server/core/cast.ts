import type { Hub } from './hub.ts'
import type { Bus, Connection } from './ports.ts'

export interface Cast {
  /** Sends a frame to everybody of the topic, here and on the other relays. It may get lost on the way. */
  send(topic: string, frame: object, except?: Connection): void
  close(): void
}

const TOPIC = 'cast'
type Wire = { node: string; topic: string; frame: string }

/** For what is shown and never stored: typing, availability, who is here. */
export function createCast(env: { node: string; bus: Bus; hub: Hub }): Cast {
  const { node, bus, hub } = env
  const off = bus.subscribe(TOPIC, data => {
    const wire = JSON.parse(data) as Wire
    if (wire.node !== node) hub.emit(wire.topic, wire.frame)
  })
  return {
    send(topic, frame, except) {
      const text = JSON.stringify(frame)
      hub.emit(topic, text, except)
      bus.publish(TOPIC, JSON.stringify({ node, topic, frame: text } satisfies Wire))
    },
    close: off,
  }
}
