import { Worker } from 'node:worker_threads'
import type { Directory, Store } from '../core/ports.ts'
import { connect, type Remote } from './sqlite/rpc.ts'
import type { ReaderMethods, WorkerData, WriterMethods } from './sqlite/worker.ts'

/**
 * Opens the data file at `path`, making it when there is none. Rejects with a sentence for the operator when it cannot
 * be used. SQLite lives in worker threads, so that this thread never waits for a disk.
 */
export async function createSqliteStore(path: string): Promise<Store & Directory> {
  const writer = start<WriterMethods>({ role: 'writer', path })
  let epoch: string
  try {
    epoch = await writer.call('epoch')
  } catch (error) {
    await writer.stop()
    throw error
  }
  const reader = start<ReaderMethods>({ role: 'reader', path })
  let closing: Promise<void> | null = null

  async function close(): Promise<void> {
    // The reader first: the writer's last checkpoint needs the file for itself. It has nothing to lose, so it just ends.
    await reader.stop()
    try {
      // What was asked for in several steps could otherwise be cut off between two of them.
      await writer.answered()
      await writer.call('close')
    } finally {
      await writer.stop()
    }
  }

  return {
    epoch: async () => epoch,
    load: c => writer.call('load', c),
    append: entry => writer.call('append', entry),
    read: (c, since, limit) => writer.call('read', c, since, limit),
    heads: (site, visitor) => writer.call('heads', site, visitor),
    open: () => writer.call('open'),
    resolved: (before, limit) => reader.call('resolved', before, limit),
    changed: since => writer.call('changed', since),
    ofVisitor: (visitor, limit) => writer.call('ofVisitor', visitor, limit),
    answers: (site, limit) => reader.call('answers', site, limit),
    episodes: query => reader.call('episodes', query),
    forget: (visitor, site, at) => writer.call('forget', visitor, site, at),
    isForgotten: visitor => writer.call('isForgotten', visitor),
    expose: met => writer.call('expose', met),
    convert: did => writer.call('convert', did),
    exposures: query => reader.call('exposures', query),
    erasures: limit => writer.call('erasures', limit),

    sites: () => writer.call('sites'),
    putSite: site => writer.call('putSite', site),
    departments: () => writer.call('departments'),
    putDepartment: department => writer.call('putDepartment', department),
    removeDepartment: id => writer.call('removeDepartment', id),
    accounts: () => writer.call('accounts'),
    account: id => writer.call('account', id),
    accountByEmail: email => writer.call('accountByEmail', email),
    putAccount: account => writer.call('putAccount', account),
    putInvite: invite => writer.call('putInvite', invite),
    takeInvite: hash => writer.call('takeInvite', hash),
    invite: hash => writer.call('invite', hash),
    putSession: session => writer.call('putSession', session),
    session: hash => writer.call('session', hash),
    endSession: hash => writer.call('endSession', hash),
    endSessions: agent => writer.call('endSessions', agent),
    prune: now => writer.call('prune', now),
    visitors: ids => writer.call('visitors', ids),
    putVisitor: (visitor, notes) => writer.call('putVisitor', visitor, notes),
    notes: visitor => writer.call('notes', visitor),
    visitorKnownAs: (site, external) => writer.call('visitorKnownAs', site, external),
    identify: (visitor, claims, at, fresh) => writer.call('identify', visitor, claims, at, fresh),
    became: visitor => writer.call('became', visitor),
    unmerged: () => writer.call('unmerged'),
    useToken: (hash, visitor, at) => writer.call('useToken', hash, visitor, at),
    siteIdentity: site => writer.call('siteIdentity', site),
    putSiteIdentity: (site, identity) => writer.call('putSiteIdentity', site, identity),
    secret: (name, fresh) => writer.call('secret', name, fresh),

    close: () => (closing ??= close()),
  }
}

function start<M>(workerData: WorkerData): Remote<M> {
  return connect<M>(new Worker(new URL('./sqlite/worker.ts', import.meta.url), { workerData }))
}
