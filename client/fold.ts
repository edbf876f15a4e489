import type { Author, Recorded, Seq } from '../protocol/events.ts'
import type { VisitorEpisode, VisitorState } from './view.ts'

/**
 * The fold of a shop's page: of what `evolve` in protocol/conversation.ts makes of the same log it keeps what a page
 * reads, and nothing else, since every visitor downloads it. Its test pins the one to the other.
 */
export function follow(state: VisitorState, { seq, at, event }: Recorded): VisitorState {
  if (event.type === 'opened')
    return { status: 'waiting', read: { visitor: 0, agent: 0 }, episode: null }
  if (state.status === 'new') return state
  const { read, episode } = state
  const isLive = episode?.resolvedAt === null
  const waiting = { ...state, status: 'waiting', agent: undefined } as const
  const inEpisode = (part: Partial<VisitorEpisode>) => episode && { ...episode, ...part }
  const marked = ({ role }: Author, upTo: Seq) => ({
    ...read,
    [role]: Math.max(read[role], upTo),
  })

  switch (event.type) {
    case 'message': {
      const { by } = event
      const next = { ...state, read: marked(by, seq) }
      if (by.role === 'agent') {
        if (isLive) next.episode = { ...episode, answeredAt: episode.answeredAt ?? at }
        return next
      }
      if (isLive) return next
      return {
        ...(state.status === 'resolved' ? waiting : state),
        read: next.read,
        episode: {
          startSeq: seq,
          answeredAt: null,
          step: null,
          choice: null,
          resolvedAt: null,
        },
      }
    }
    case 'assigned':
      return { ...state, status: 'assigned', agent: event.agent }
    case 'stepped':
      return { ...state, episode: inEpisode({ step: event.step }) }
    case 'chose':
      return { ...state, episode: inEpisode({ choice: event.choice }) }
    case 'released':
      return waiting
    case 'read':
      return { ...state, read: marked(event.by, event.upTo) }
    case 'resolved':
      return {
        ...waiting,
        status: 'resolved',
        episode: isLive ? inEpisode({ resolvedAt: at }) : episode,
      }
    default:
      return state
  }
}
