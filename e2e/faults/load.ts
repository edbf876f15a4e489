import { onTestFailed } from 'vitest'
import { createRandom, type Random } from '../sim/random.ts'
import type { Shop } from './shop.ts'
import { pause } from './until.ts'

/** Lets everybody write until `stop`: a visitor about every second, as fast as the relay lets a hand be; an agent ten times that. */
export function startLoad(shop: Shop, random: Random): { stop(): Promise<void> } {
  let running = true
  async function work(person: Shop['people'][number]) {
    const everyMs = person.role === 'visitor' ? 700 : 100
    while (running) {
      shop.write(person)
      if (random.chance(0.1)) readBy(person)
      await pause(everyMs * (0.5 + random.next()))
    }
  }
  const works = shop.people.map(work)
  return {
    async stop() {
      running = false
      await Promise.all(works)
    },
  }
}

function readBy(person: Shop['people'][number]) {
  if (person.role === 'visitor') return person.client.read()
  for (const c of person.client.view.rows.keys()) person.client.read(c)
}

/** The numbers of one seed, a new one each time or that of `SEED`; the test that fails names it. */
export function seeded(): Random {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
  onTestFailed(() => console.error(`SEED=${seed} plays this again`))
  return createRandom(seed)
}
