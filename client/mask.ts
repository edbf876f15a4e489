const DOUBLED = '0246813579'

/**
 * Text in which every number that could be a payment card's shows its last four digits only: 13–19 digits, in one run or
 * in groups with spaces or hyphens between, with a right check digit. Other numbers stay as they are.
 */
export function maskCards(text: string): string {
  return text.replace(/\d(?:[ -]*\d){12,}/g, run => {
    // A card may stand among other groups of digits; it never begins or ends inside one.
    const groups = run.match(/[ -]*\d+/g) ?? []
    for (let from = 0; from < groups.length; from++)
      for (let to = Math.min(groups.length, from + 19); to > from; to--) {
        const digits = groups.slice(from, to).join('').replace(/\D/g, '')
        if (!isCard(digits)) continue
        const gap = from ? ' ' : ''
        groups.splice(from, to - from, `${gap}•••• •••• •••• ${digits.slice(-4)}`)
        break
      }
    return groups.join('')
  })
}

/** A draft may hold a card that is not complete yet: in it no number of seven digits or more is left. */
export function maskDraft(text: string): string {
  return text.replace(/\d(?:[ -]*\d){6,}/g, run => '•'.repeat(run.length))
}

/**
 * The length of a payment card's number (ISO/IEC 7812), and Luhn's check (annex B of its part 1): every second digit from
 * the right counts double, its digits added.
 */
function isCard(digits: string): boolean {
  let sum = 0
  for (let i = digits.length, twice = false; i--; twice = !twice)
    sum += Number(twice ? DOUBLED[Number(digits[i])] : digits[i])
  return digits.length > 12 && digits.length < 20 && sum % 10 === 0
}
