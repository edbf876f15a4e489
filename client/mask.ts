/** Shortest and longest number of a payment card (ISO/IEC 7812). */
const SHORTEST = 13
const LONGEST = 19

/**
 * Text in which every number that could be a payment card's shows its last four digits only: 13–19 digits, in one run or
 * in groups with spaces or hyphens between, with a right check digit. Other numbers stay as they are.
 */
export function maskCards(text: string): string {
  return text.replace(/\d(?:[ -]*\d){12,}/g, run => {
    // A card may stand among other groups of digits; it never begins or ends inside one.
    const groups = run.split(/(?=[ -])/)
    for (let from = 0; from < groups.length; from++)
      for (let to = groups.length; to > from; to--) {
        const digits = groups.slice(from, to).join('').replace(/\D/g, '')
        if (digits.length < SHORTEST || digits.length > LONGEST || !isValid(digits)) continue
        const gap = from ? ' ' : ''
        groups.splice(from, to - from, `${gap}•••• •••• •••• ${digits.slice(-4)}`)
        break
      }
    return groups.join('')
  })
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
function isValid(digits: string): boolean {
  let sum = 0
  for (let i = 1; i <= digits.length; i++) {
    const digit = Number(digits[digits.length - i]) * (i % 2 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
