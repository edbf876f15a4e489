import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useRoom } from '../room.ts'
import { createFigures } from './figures.ts'
import { Floor } from './floor.tsx'
import { Today } from './today.tsx'
import { Waiting } from './waiting.tsx'

/** The floor at a glance: who waits, who is there, how today went. */
export function Board(): VNode {
  const { api, desk, words: w } = useRoom()
  const [figures] = useState(() => createFigures({ api, desk }))
  useEffect(() => figures.end, [figures])
  return (
    <div class="page board">
      <h1>{w.board.title}</h1>
      <div class="board-now">
        <Waiting />
        <Floor />
      </div>
      <Today figures={figures} />
    </div>
  )
}
