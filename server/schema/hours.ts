import { z } from 'zod'
import type { Hours } from '../../protocol/hours.ts'
import { limits } from '../../protocol/limits.ts'

const MINUTE = 'a number of minutes since midnight'
const RANGES = 'a list of at most 24 ranges, such as [{"from": 540, "to": 1020}]'
const WEEK = 'a list of seven days, Monday first, each a list of ranges'
const HOLIDAYS = 'a list of at most 400 days, such as {"date": "2026-12-25", "ranges": []}'

const minute = z.number(MINUTE)
const ranges = z.array(z.strictObject({ from: minute, to: minute }, RANGES), RANGES).max(24, RANGES)

/** Business hours in a body, as far as their form goes: whether they make sense is `checkHours`'s to say. `without` tells what null means. */
export function hoursShape(without: string): z.ZodType<Hours> {
  return z
    .strictObject(
      {
        timezone: z
          .string('the name of a time zone')
          .max(limits.idChars, 'the name of a time zone'),
        week: z.array(ranges, WEEK).max(7, WEEK),
        holidays: z
          .array(z.strictObject({ date: z.string('a date').max(10, 'a date'), ranges }), HOLIDAYS)
          .max(400, HOLIDAYS),
      },
      `hours of timezone, week and holidays, or null for ${without}`,
    )
    .nullable()
}
