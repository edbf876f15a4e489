/** @jsxImportSource react */
import { type ReactElement, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { sapa } from 'sapa'
import { SapaChat } from 'sapa/react'

function App(): ReactElement {
  const [isHere, setHere] = useState(true)
  return (
    <>
      <h1>React</h1>
      <button type="button" onClick={() => sapa('open')}>
        Ask us
      </button>
      <label>
        <input type="checkbox" checked={isHere} onChange={() => setHere(!isHere)} /> Chat
      </label>
      {isHere && <SapaChat src={`${location.origin}/sapa.js`} site="demo" />}
    </>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
