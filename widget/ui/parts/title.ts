import type { Extra, Room } from '../room.ts'

/** Counts what is unread in the title of the page, and never argues with the page about it. */
export function createTitle({ signal }: Room): Extra {
  /** What we made of the page's own title. */
  let ours = ''
  let theirs = ''

  function count(unread: number): void {
    // Whoever changed it since wants that to be the title.
    if (document.title !== ours) theirs = document.title
    ours = unread ? `(${unread}) ${theirs}` : theirs
    if (document.title !== ours) document.title = ours
  }
  let before = 0
  function change(unread: number): void {
    if (unread !== before) count(unread)
    before = unread
  }
  signal.addEventListener('abort', () => change(0))
  return { drawn: ({ unread }) => change(unread) }
}
