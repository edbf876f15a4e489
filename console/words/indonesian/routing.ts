import type { Words } from '../english.ts'

export const routing: Words['routing'] = {
  given: name => `Diberikan ke ${name}`,
  nobody: 'Tidak ada yang bisa mengambil',
  noAgents: 'belum ada agen',
  chats: (n, of) => `${n} dari ${of} obrolan`,
  idle: t => `senggang ${t}`,
  fresh: 'belum dapat obrolan',
  lessKnown: name => `${name} kurang mengenal pengunjung`,
  busier: (name, n, of) => `${name} lebih sibuk ${n}/${of}`,
  waitedLess: name => `${name} belum selama itu senggang`,
  tried: name => `${name} sudah pernah memegangnya`,
  full: (name, n, of) => `${name} penuh ${n}/${of}`,
  away: name => `${name} rehat`,
  offline: name => `${name} luring`,
  why: 'Sebab:',
  cause: {
    message: 'pengunjung menulis',
    'agent-online': 'seorang agen aktif',
    'slot-freed': 'ada tempat kosong',
    disconnect: 'sambungan agen sebelumnya terputus',
    restart: 'relay dijalankan ulang',
  },
}
