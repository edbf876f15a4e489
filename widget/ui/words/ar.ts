import type { Words } from './en.ts'

/** Each form that Arabic has of "n messages"; `#` is the number. */
type Forms = Record<'one' | 'two' | 'few' | 'many' | 'other', string>
const rules = new Intl.PluralRules('ar')

function counted(n: number, forms: Forms): string {
  const kind = rules.select(n)
  return forms[kind === 'zero' ? 'other' : kind].replace('#', `${n}`)
}
const characters = (n: number) =>
  counted(n, { one: 'حرف واحد', two: 'حرفان', few: '# أحرف', many: '# حرفًا', other: '# حرف' })

export const words: Words = {
  chat: 'محادثة',
  unread: n =>
    counted(n, {
      one: 'رسالة جديدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    }),
  close: 'إغلاق المحادثة',
  menu: 'المزيد',
  agentsHere: n =>
    counted(n, {
      one: 'موظف واحد هنا',
      two: 'موظفان هنا',
      few: '# موظفين هنا',
      many: '# موظفًا هنا',
      other: '# موظف هنا',
    }),
  nobodyHere: 'لا أحد هنا الآن',
  greeting: 'أهلًا! كيف يمكننا مساعدتك؟',
  thread: 'الرسائل',
  you: 'أنت',
  joined: name => `انضم إليك \u2068${name}\u2069`,
  left: name => `اضطر \u2068${name}\u2069 إلى المغادرة، ونبحث لك عن موظف آخر`,
  resolved: 'انتهت المحادثة. اكتب إلينا متى شئت.',
  connecting: 'جارٍ الاتصال…',
  offline: 'أنت غير متصل. ما تكتبه محفوظ ويُرسل عند عودة الاتصال.',
  stopped: 'تعذّر اتصال المحادثة. أعد تحميل الصفحة من فضلك.',
  unstored: 'هذا المتصفح لا يحفظ شيئًا: أبقِ الصفحة مفتوحة حتى تُرسل رسالتك.',
  sending: 'جارٍ الإرسال…',
  sent: 'أُرسلت',
  seen: 'قُرئت',
  typing: name => `\u2068${name}\u2069 يكتب الآن`,
  write: 'اكتب رسالة',
  send: 'إرسال',
  tooLong: over => `الزائد: ${characters(over)}`,
  charsLeft: left => `المتبقي: ${characters(left)}`,
  newMessages: 'رسائل جديدة',
}
