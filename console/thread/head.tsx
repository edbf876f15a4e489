import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { isAllHands } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import { Running } from '../clock/running.tsx'
import { Face } from '../parts/face.tsx'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'

/** Who this is, the clock, and what can be done; a refusal is said beside the button. */
export function Head(props: { row: Row; name: string; showVisitor(): void }): VNode {
  const { desk, route, words: w } = useRoom()
  const { row, name } = props
  const { state, c } = row
  const visitor = desk.view.value.visitors.get(state.visitor)
  const site = desk.view.value.sites.find(({ id }) => id === state.site)
  const why = desk.refused.value.get(c)
  return (
    <header class="head">
      <button
        type="button"
        class="icon-button only-phone"
        aria-label={w.thread.back}
        onClick={() => route.go({ at: 'inbox', chat: null })}
      >
        <Icon name="back" />
      </button>
      <Face name={name} known={Boolean(visitor?.name)} />
      <div class="head-text">
        <h2 tabIndex={-1} data-head="thread">
          {name}
        </h2>
        <p class="muted">
          <span class={visitor?.online ? 'presence on' : 'presence'} aria-hidden="true" />
          {visitor?.online ? w.visitor.online : w.visitor.offline}
          {site && ` · ${site.name}`}
        </p>
      </div>
      <Running state={state} />
      <Actions row={row} />
      <button
        type="button"
        class="icon-button only-narrow"
        aria-label={w.thread.visitor}
        onClick={props.showVisitor}
      >
        <Icon name="person" />
      </button>
      <p class="refusal" role="alert">
        {why && w.why[why]}
      </p>
    </header>
  )
}

function Actions({ row }: { row: Row }): VNode | null {
  const { desk, words: w } = useRoom()
  const [busy, setBusy] = useState(false)
  const { state, c } = row

  const act = async (action: (c: string) => Promise<void>): Promise<void> => {
    setBusy(true)
    await action(c)
    setBusy(false)
  }

  switch (state.status) {
    case 'resolved':
      return null
    case 'waiting':
      return (
        <button type="button" class="primary" disabled={busy} onClick={() => act(desk.take)}>
          {busy ? w.thread.working : w.thread.take}
        </button>
      )
    case 'assigned':
      if (state.agent.id !== desk.me.id)
        return isAllHands(state) ? (
          <button type="button" class="primary" disabled={busy} onClick={() => act(desk.take)}>
            {busy ? w.thread.working : w.thread.take}
          </button>
        ) : null
      return (
        <button type="button" class="quiet" disabled={busy} onClick={() => act(desk.resolve)}>
          {busy ? w.thread.working : w.thread.resolve}
        </button>
      )
  }
}
