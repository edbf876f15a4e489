import type { VNode } from 'preact'

const paths = {
  inbox: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5l1.5 3h3L15 13h5',
  board: 'M5 20V11M12 20V4M19 20v-6',
  report: 'M4 4v16h16M7 15l4-5 3 3 5-7',
  settings: 'M4 8h9M17 8h3M15 6v4M4 16h3M11 16h9M9 14v4',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12L20 4l-4 16-4.5-6.5zM11.5 13.5L20 4',
  alert: 'M12 4v10M12 18.5v.5',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20c1-4 4-5.5 7.5-5.5s6.500 1.500 7.500 5.500',
  route: 'M5 6h5l4 12h5M16.500 15.500L19 18l-2.500 2.500',
  bell: 'M6 17h12l-1.500-2.500V10a4.500 4.500 0 00-9 0v4.500zM10.500 20h3',
  pass: 'M5 12h13M13 7l5 5-5 5',
  hands:
    'M7 12V6M10.500 11V4.500M14 11V5M17.500 12V7.500M7 12l-2-2M5 10l2.500 6.500q1 3.500 5 3.500t5-4V11',
  shield: 'M12 3l7 3v5q0 6.500-7 10-7-3.500-7-10V6z',
} as const

export type IconName = keyof typeof paths

/** A small drawing beside words; on its own it needs a label around it. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {name === 'back' || name === 'pass' ? (
        <path class="turns" d={paths[name]} />
      ) : (
        <path d={paths[name]} />
      )}
    </svg>
  )
}
