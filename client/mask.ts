/** The numbers of payment cards (ISO/IEC 7812). */
const CARD = /^\d{13,19}$/
const DOUBLED = '0246813579'

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
        if (!CARD.test(digits) || !isValid(digits)) continue
        const gap = from ? ' ' : ''
        groups.splice(from, to - from, `${gap}•••• •••• •••• ${digits.slice(-4)}`)
        break
      }
    return groups.join('')
  })
}

/** Luhn's check (ISO/IEC 7812-1, annex B): every second digit from the right counts double, its digits added. */
function isValid(digits: string): boolean {
  const each = [...digits].reverse().map((digit, i) => (i % 2 ? DOUBLED[+digit] : digit))
  return each.reduce((sum, digit) => sum + Number(digit), 0) % 10 === 0
}
