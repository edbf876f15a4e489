import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Answer, SignedIdentity } from '../api.ts'
import { Copy } from '../parts/copy.tsx'
import { Field, Trouble } from '../parts/field.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'
import { Checked } from './checked.tsx'
import { Save, useSaving } from './saving.tsx'
import { snippets } from './snippets.ts'

/** How a shop's server signs who its visitors are. */
export function Identity({ site }: { site: string }): VNode {
  const { api, words: w } = useRoom()
  const [asked, setAsked] = useState<Answer<SignedIdentity> | null>(null)

  useEffect(() => {
    let gone = false
    void api.identity(site).then(answer => {
      if (!gone) setAsked(answer)
    })
    return () => {
      gone = true
    }
  }, [api, site])

  return (
    <div class="stack">
      <p class="hint">{w.identity.why}</p>
      {asked === null && <p class="muted">{w.identity.loading}</p>}
      {asked?.ok === false && <Trouble text={troubleOf(asked.problem, w) || w.identity.failed} />}
      {asked?.ok && (
        <>
          <Secret site={site} has={asked.value.hasSecret} />
          <Snippet />
          <KeysForm site={site} is={asked.value} />
        </>
      )}
    </div>
  )
}

function Secret(props: { site: string; has: boolean }): VNode {
  const { api, words: w } = useRoom()
  const { problem, state, run } = useSaving()
  const [has, setHas] = useState(props.has)
  const [secret, setSecret] = useState<string | null>(null)
  const [sure, setSure] = useState<'rotate' | 'remove' | null>(null)

  const make = async (): Promise<void> => {
    setSure(null)
    const answer = api.makeSecret(props.site)
    if (!(await run(answer))) return
    const made = await answer
    setHas(true)
    if (made.ok) setSecret(made.value.secret)
  }
  const remove = async (): Promise<void> => {
    setSure(null)
    if (!(await run(api.dropSecret(props.site)))) return
    setHas(false)
    setSecret(null)
  }
  const ask = (what: 'rotate' | 'remove'): VNode => (
    <button
      type="button"
      class="quiet"
      aria-expanded={sure === what}
      onClick={() => setSure(sure === what ? null : what)}
    >
      {w.identity[what]}
    </button>
  )

  return (
    <section class="stack" aria-label={w.identity.secret}>
      <h4>{w.identity.secret}</h4>
      <p class="hint">{has ? w.identity.hasSecret : w.identity.noSecret}</p>
      <div class="buttons">
        {has ? (
          <>
            {ask('rotate')}
            {ask('remove')}
          </>
        ) : (
          <button type="button" class="quiet" disabled={state === 'busy'} onClick={make}>
            {w.identity.make}
          </button>
        )}
      </div>
      {sure && (
        <p class="note">
          {w.identity.sure}{' '}
          <button type="button" class="link" onClick={sure === 'rotate' ? make : remove}>
            {w.identity.yes}
          </button>{' '}
          <button type="button" class="link" onClick={() => setSure(null)}>
            {w.identity.keep}
          </button>
        </p>
      )}
      <Trouble text={problem && troubleOf(problem, w)} />
      <div role="status">
        {secret !== null && <Copy key={secret} label={w.identity.made} text={secret} />}
        {!has && state === 'done' && <p class="hint">{w.identity.removed}</p>}
      </div>
    </section>
  )
}

function Snippet(): VNode {
  const { words: w } = useRoom()
  const [language, setLanguage] = useState<keyof typeof snippets>('node')
  return (
    <section class="stack" aria-label={w.identity.snippet}>
      <Field label={w.identity.language}>
        {control => (
          <select
            {...control}
            value={language}
            onChange={event => setLanguage(event.currentTarget.value as keyof typeof snippets)}
          >
            {Object.entries(snippets).map(([id, { name }]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Copy key={language} label={w.identity.snippet} text={snippets[language].text} />
      <p class="hint">{w.identity.use}</p>
    </section>
  )
}

function KeysForm({ site, is }: { site: string; is: SignedIdentity }): VNode {
  const { api, words: w } = useRoom()
  const { state, run, touched } = useSaving()
  const [wrong, setWrong] = useState<string | null>(null)

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const text = (name: string): string | null => String(data.get(name)).trim() || null
    const jwksUrl = text('jwksUrl')
    const fits = jwksUrl === null || (URL.canParse(jwksUrl) && /^https?:/.test(jwksUrl))
    setWrong(fits ? null : w.identity.noUrl)
    if (!fits) return form.querySelector<HTMLElement>('[name="jwksUrl"]')?.focus()
    await run(
      api.putIdentity(site, { jwksUrl, issuer: text('issuer'), audience: text('audience') }),
    )
  }

  return (
    <form class="stack" onSubmit={save} onInput={touched} noValidate>
      <h4>{w.identity.keys}</h4>
      <p class="hint">{w.identity.keysWhy}</p>
      <Checked label={w.identity.jwksUrl} hint={w.identity.jwksUrlWhy} wrong={wrong}>
        {control => (
          <input
            {...control}
            type="url"
            name="jwksUrl"
            dir="ltr"
            maxLength={2000}
            defaultValue={is.jwksUrl ?? ''}
          />
        )}
      </Checked>
      {(['issuer', 'audience'] as const).map(name => (
        <Field key={name} label={w.identity[name]} hint={w.identity.claimWhy}>
          {control => (
            <input
              {...control}
              name={name}
              dir="ltr"
              maxLength={300}
              spellcheck={false}
              defaultValue={is[name] ?? ''}
            />
          )}
        </Field>
      ))}
      <Save state={state} />
    </form>
  )
}
