import type { Words } from '../words/english.ts'
import { roughly } from '../words/format.ts'

/** What was found out about this browser and its line. */
export interface Measured {
  sound: 'off' | 'blocked' | 'unlocked'
  /** Whether a person said that the note was heard; null when nobody was asked or answered. */
  heard: boolean | null
  permission: NotificationPermission | 'none'
  /** Milliseconds of a command and its answer; null when none came. */
  roundTripMs: number | null
  /** By how much the latest timer was late. */
  lateMs: number
  /** What has to be added to this device's clock to get the relay's. */
  skewMs: number
}

/** Green, amber (warns and lets through), red (cannot receive chats). */
export type Level = 'ok' | 'warn' | 'fail'

export type Check =
  | { name: 'sound'; level: Level; found: 'heard' | 'unheard' | 'unanswered' | 'off' | 'blocked' }
  | { name: 'notification'; level: Level; found: Measured['permission'] }
  | { name: 'line'; level: Level; found: 'fast' | 'slow' | 'down'; ms: number }
  | { name: 'timers'; level: Level; found: 'even' | 'late'; ms: number }
  | { name: 'clock'; level: Level; found: 'right' | 'ahead' | 'behind'; ms: number }

/** A slower answer eats noticeably into the minute. */
const SLOW_MS = 500
/** Background tabs fire once a second; a busy or throttled one is late by a good part of that. */
const LATE_MS = 250
/** Beyond this the times of day in a thread begin to look wrong. */
const SKEW_MS = 2000

/** The five checks. Red is only what makes a chat go unnoticed: no line, or neither sound nor notification. */
export function judge(measured: Measured): Check[] {
  const { permission, roundTripMs, lateMs, skewMs } = measured
  const sound = soundFound(measured)
  const silent = sound !== 'heard' && sound !== 'unanswered'
  const unseen = permission === 'denied' || permission === 'none'
  const limited: Level = silent && unseen ? 'fail' : 'warn'
  return [
    { name: 'sound', level: sound === 'heard' ? 'ok' : silent ? limited : 'warn', found: sound },
    {
      name: 'notification',
      level: permission === 'granted' ? 'ok' : unseen ? limited : 'warn',
      found: permission,
    },
    line(roundTripMs),
    lateMs > LATE_MS
      ? { name: 'timers', level: 'warn', found: 'late', ms: lateMs }
      : { name: 'timers', level: 'ok', found: 'even', ms: lateMs },
    Math.abs(skewMs) > SKEW_MS
      ? {
          name: 'clock',
          level: 'warn',
          found: skewMs < 0 ? 'ahead' : 'behind',
          ms: Math.abs(skewMs),
        }
      : { name: 'clock', level: 'ok', found: 'right', ms: Math.abs(skewMs) },
  ]
}

/** The worst of them: what the whole check comes to. */
export function worst(checks: readonly Check[]): Level {
  const levels = checks.map(({ level }) => level)
  return levels.includes('fail') ? 'fail' : levels.includes('warn') ? 'warn' : 'ok'
}

function soundFound({ sound, heard }: Measured): Extract<Check, { name: 'sound' }>['found'] {
  if (sound !== 'unlocked') return sound
  return heard === null ? 'unanswered' : heard ? 'heard' : 'unheard'
}

function line(ms: number | null): Check {
  if (ms === null) return { name: 'line', level: 'fail', found: 'down', ms: 0 }
  return ms > SLOW_MS
    ? { name: 'line', level: 'warn', found: 'slow', ms }
    : { name: 'line', level: 'ok', found: 'fast', ms }
}

/** What was found, and how to mend it, as one or two sentences. */
export function told(check: Check, { ready, ...words }: Words): string {
  switch (check.name) {
    case 'sound':
      return ready.sound[check.found]
    case 'notification':
      return ready.notification[check.found]
    case 'line':
      return ready.line[check.found](Math.round(check.ms))
    case 'timers':
      return ready.timers[check.found](Math.round(check.ms))
    case 'clock':
      return ready.clock[check.found](roughly(check.ms, { ready, ...words }))
  }
}
