const DAY_MS = 86_400_000

/** A stretch of time in which a zone's clock runs evenly. */
export interface Piece {
  from: number
  to: number
  /** Milliseconds to add to epoch time for what the wall clock shows. */
  offsetMs: number
}

/** The wall clock of a place. Remembers what it was asked, so keep one per place rather than one per question. */
export interface Zone {
  /** Milliseconds to add to `at` for what the wall clock shows. */
  offsetMs(at: number): number
  /** Cuts `from <= t < to` where a UTC day ends or the clock is changed. */
  pieces(from: number, to: number): Generator<Piece, void, undefined>
}

/** The wall clock of an IANA zone; throws a RangeError when there is no such zone. */
export function createZone(timezone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const starts = new Map<number, number>()
  const days = new Map<number, Piece[]>()

  function ask(at: number): number {
    const shown: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value)
    const { year = 0, month = 1, day, hour, minute, second } = shown
    const wall = Date.UTC(year, month - 1, day, hour, minute, second)
    return wall - Math.floor(at / 1000) * 1000
  }

  function startOf(day: number): number {
    const known = starts.get(day)
    if (known !== undefined) return known
    const offset = ask(day * DAY_MS)
    starts.set(day, offset)
    return offset
  }

  function piecesOf(day: number): Piece[] {
    const known = days.get(day)
    if (known) return known
    const [from, to] = [day * DAY_MS, (day + 1) * DAY_MS]
    const [before, after] = [startOf(day), startOf(day + 1)]
    // No zone of our time changes its clock twice within a day.
    const change = before === after ? to : changeBetween(from, to, before)
    const found = [{ from, to: change, offsetMs: before }]
    if (change < to) found.push({ from: change, to, offsetMs: after })
    days.set(day, found)
    return found
  }

  /** The first millisecond in `from < t <= to` whose offset is not `before`. */
  function changeBetween(from: number, to: number, before: number): number {
    let [low, high] = [from, to]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (ask(middle) === before) low = middle
      else high = middle
    }
    return high
  }

  return {
    offsetMs(at) {
      const pieces = piecesOf(Math.floor(at / DAY_MS))
      return (pieces.find(piece => at < piece.to) ?? pieces[0])?.offsetMs ?? 0
    },
    *pieces(from, to) {
      for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day++) {
        for (const piece of piecesOf(day)) {
          const [start, end] = [Math.max(from, piece.from), Math.min(to, piece.to)]
          if (start < end) yield { from: start, to: end, offsetMs: piece.offsetMs }
        }
      }
    },
  }
}
