/** What a form says to who fills it in. */
export type FormWords = Record<
  'optional' | 'pick' | 'empty' | 'email' | 'tel' | 'number' | 'nothing',
  string
>

export const english: FormWords = {
  optional: 'optional',
  pick: 'Please choose',
  empty: 'Please fill this in.',
  email: 'It should look like dewi@mail.example.',
  tel: 'It should look like +62 812 3456 789.',
  number: 'This should be a number.',
  nothing: 'Please fill in at least one.',
}
