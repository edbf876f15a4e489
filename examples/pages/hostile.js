// Libraries of long ago, and handlers that throw, all before the chat's tag. What a chat may not survive is
// written down in docs/embedding.md.

const page = 'the hostile page'
window.hostile = { said: [] }

// Prototype.js and MooTools put their methods where every loop meets them.
for (const name of ['each', 'first', 'last', 'clear', 'compact', 'flatten', 'without', 'include'])
  Array.prototype[name] = function () {
    return this[0]
  }
Object.prototype.extend = () => ({})
Object.prototype.each = () => undefined
Object.prototype.keys = 'not a function'
Function.prototype.bind = function (self) {
  const fn = this
  return function () {
    // biome-ignore lint/complexity/noArguments: as it was written then
    return fn.apply(self, arguments)
  }
}
Array.from = list => [].slice.call(list)

// Prototype.js wrote lists in its own way, json2.js everything.
const stringify = JSON.stringify
Array.prototype.toJSON = function () {
  return `[${this.map(item => stringify(item)).join(', ')}]`
}
JSON.stringify = value =>
  stringify(value).replace(
    /[\u007f-\uffff]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

// No static method at all, and nobody can make one.
window.Promise = function Later() {
  throw new Error(`${page} has no promises`)
}

for (const name of Object.keys(console))
  console[name] = (...words) => {
    window.hostile.said.push(`${name}: ${words.join(' ')}`)
    throw new Error(`${page} has no console`)
  }

const types = [
  'error',
  'unhandledrejection',
  'click',
  'pointerdown',
  'pointerenter',
  'keydown',
  'keyup',
  'input',
  'focusin',
  'focusout',
  'resize',
  'scroll',
  'scrollend',
  'visibilitychange',
  'pagehide',
  'pageshow',
  'storage',
  'message',
  'popstate',
]
for (const type of types)
  for (const target of [window, document])
    target.addEventListener(
      type,
      () => {
        throw new Error(`${page} throws on ${type}`)
      },
      true,
    )
window.onerror = () => {
  throw new Error(`${page} throws on its own errors`)
}
