import type { Message } from '../../../client/view.ts'
import type { Extra, Room } from '../room.ts'
import css from '../style/failed.css?inline'
import { english } from '../words/failed.ts'
import { said } from '../words/said.ts'

/** Says why a message was not sent, and offers what can be done about it. */
export async function createFailed({ client, tag, style }: Room): Promise<Extra> {
  const words = await said(tag, 'failed', english)
  style(css)

  function reason(why: Message['why']): string {
    switch (why) {
      case 'empty':
      case 'too-long':
      case 'too-fast':
      case 'forbidden':
        return words[why]
      default:
        return words.other
    }
  }
  return {
    message: (_, { id, why, state }) =>
      state === 'failed' && (
        <small role="alert">
          {reason(why)}{' '}
          <span>
            <button type="button" onClick={() => client.retry(id)}>
              {words.retry}
            </button>
            <button type="button" onClick={() => client.discard(id)}>
              {words.discard}
            </button>
          </span>
        </small>
      ),
  }
}
