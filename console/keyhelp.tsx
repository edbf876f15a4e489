import type { RefObject, VNode } from 'preact'
import { useId } from 'preact/hooks'
import { useRoom } from './room.ts'

/** The list of keys, opened by `?`. */
export function KeyHelp({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }): VNode {
  const { words: w } = useRoom()
  const title = useId()
  const keys: [keys: string[], what: string][] = [
    [['j', '↓'], w.keys.move],
    [['k', '↑'], w.keys.move],
    [['Enter'], w.keys.open],
    [['t'], w.keys.take],
    [['o'], w.keys.offer],
    [['e'], w.keys.resolve],
    [['[', ']'], w.keys.tabs],
    [['Esc'], w.keys.back],
    [['?'], w.keys.help],
    [['Enter'], w.keys.send],
    [['Shift + Enter'], w.keys.newline],
  ]
  return (
    <dialog ref={dialog} class="keys" aria-labelledby={title}>
      <h2 id={title}>{w.keys.title}</h2>
      <dl>
        {keys.map(([names, what]) => (
          <div key={names.join() + what}>
            <dt>
              {names.map(name => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
        {w.keys.close}
      </button>
    </dialog>
  )
}
