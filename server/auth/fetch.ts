import { lookup } from 'node:dns'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const TIMEOUT_MS = 5000
const BYTES = 65_536

/** Networks that are nobody's public address: https://www.iana.org/assignments/iana-ipv4-special-registry and its sibling. */
const inner = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(net, bits, 'ipv4')
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')
const innerSix = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  innerSix.addSubnet(net, bits, 'ipv6')

/** Whether an address is on the public internet, and not in our own house. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !inner.check(address, 'ipv4')
  return isIP(address) === 6 && outer.check(address, 'ipv6') && !innerSix.check(address, 'ipv6')
}

/** Why keys may not be fetched from there; null when they may. `loopback` allows this very machine, also by http. */
export function unfitUrl(given: string, loopback: boolean): string | null {
  if (!URL.canParse(given)) return 'expected an address such as https://shop.example/jwks.json'
  const { protocol, hostname, username, password } = new URL(given)
  const host = bare(hostname)
  const here = loopback && (host === 'localhost' || host === '127.0.0.1' || host === '::1')
  if (protocol !== 'https:' && !(here && protocol === 'http:'))
    return 'expected an address that begins with https:'
  if (username || password) return 'expected an address without a name or password in it'
  if (here) return null
  const named = isIP(host) === 0 && host !== 'localhost' && !host.endsWith('.localhost')
  return named || isPublic(host) ? null : 'expected a public address, not one of a private network'
}

/**
 * The text at an address that an admin named: at most 64 KiB within five seconds, no redirects, and never from a private
 * network: the address that a name stands for is looked at when it is connected to, so that it cannot change in between.
 * Rejects with a sentence.
 */
export function fetchText(given: string, loopback: boolean): Promise<string> {
  const unfit = unfitUrl(given, loopback)
  if (unfit) return Promise.reject(new Error(unfit))
  const url = new URL(given)
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? secure : plain
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const headers = { accept: 'application/json' }
    const asked = ask(url, { signal, headers, lookup: lookupPublic(loopback), agent: false })
    asked.on('error', error =>
      reject(signal.aborted ? new Error(`no answer within ${TIMEOUT_MS} ms`) : error),
    )
    asked.on('response', response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('error', reject)
      response.on('data', (part: string) => {
        text += part
        if (text.length > BYTES)
          asked.destroy(new Error(`the answer is larger than ${BYTES} bytes`))
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`the answer has status ${response.statusCode}; expected 200`))
      })
    })
    asked.end()
  })
}

/** Looks a name up and lets no private address of it through. */
export function lookupPublic(loopback: boolean): LookupFunction {
  return (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      const allowed = found.filter(
        ({ address }) => isPublic(address) || (loopback && /^(127\.|::1$)/.test(address)),
      )
      const [first] = allowed
      if (!first) return done(new Error(`${name} is an address of a private network`), [])
      return options.all ? done(null, allowed) : done(null, first.address, first.family)
    })
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
