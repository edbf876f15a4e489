import { startRelay } from './relay.ts'

/** Before the first test: a relay that ends in order leaves its code compiled for all that start after it. */
export default async function warm(): Promise<void> {
  const relay = await startRelay()
  await relay.stop()
  await relay.remove()
}
