/**
 * What a text may say without answering anything, as regular expressions over words in lower case with one space between; `@` stands
 * for a known name. English and Indonesian; a text in another language always counts as an answer.
 */
export const phrases: readonly string[] = [
  // Greetings
  '(hello|hi|hey|hiya|howdy|greetings|welcome)( (hello|hi|hey|there|again|back|and welcome))*( to (@|our (shop|store)))?',
  'good (morning|afternoon|evening|day)',
  '(halo|hallo|hai|hei|hi|permisi)',
  '(selamat|met|slmt) (pagi|siang|sore|malam|datang)( (di|ke) (@|toko kami))?',
  "(assalam ?u ?'? ?alaikum|wa ?'? ?alaikum ?(us)?salam)( (wr|warahmatullahi) ?(wb|wabarakatuh))?",
  '(how are you|nice to meet you)( (today|doing|doing today))?',
  'apa kabar( hari ini)?',

  // Thanks for writing
  '(thank you|thanks)( (so|very) much| a lot)? for (contacting|reaching out( to)?|writing( to)?|messaging|getting in touch( with)?|chatting( with)?|your (message|question|inquiry|enquiry|interest|patience)|waiting|holding)( (us|me|@(?! (here|speaking))))?( today)?',
  '(terima kasih|terimakasih|makasih|trims)( banyak)?( (sudah|telah|atas))? (menghubungi|chat|kontak|mengontak|pesannya|pesan|pertanyaannya|kunjungannya|kesabarannya|pengertiannya|menunggu)( (kami|@(?! (here|speaking))|kita))?( (hari ini|kembali))?',
  '(thank you|thanks)( (so|very) much| a lot)?',
  '(terima kasih|terimakasih|makasih|trims)( banyak)?',

  // Who writes
  "(my name is|i am|i'm|im|this is|you are (chatting|speaking|talking) (with|to)|you're (chatting|speaking|talking) (with|to)) @( (here|from|at|with) ?@?)*",
  '@ (here|speaking)( from @)?',
  '(dengan|nama saya|saya|aku|perkenalkan nama saya|perkenalkan saya) @( (di sini|disini|dari @|di @))*( yang akan (membantu|melayani))?',

  // How can I help
  '(how|what) (can|may|could) (i|we) (help|assist|do)( (you|for you))?( with)?( today)?',
  "((i'll|i will|i'd|i would|we'll|we will) be |be )?(happy|glad) to (help|assist)( you)?( (with (this|that)|today))?",
  "(i'll|i will|we'll|we will) (help|assist) you( (with (this|that)|today))?",
  'ada yang (bisa|dapat)( (saya|kami|kita|aku|mimin|admin))? (bantu|dibantu)( (hari ini|untuk hari ini))?',
  '(apa|apakah)( ada)? yang (bisa|dapat)( (saya|kami|kita))? (bantu|dibantu)( hari ini)?',
  '(bisa|boleh) (saya|kami) bantu( apa)?',
  '(dengan senang hati )?(saya|kami|kita|aku)( (akan|siap))? (bantu|membantu)( (kakak|kak|anda))?',

  // Wait
  '(just |only )?(one|a|1)( quick)? (moment|second|sec|minute|min|mins|bit)( only)?( please)?( while (i|we) (check|look)( (that|this|it)( up)?)?( for you)?)?',
  '(just )?(a few|2|two) (moments|seconds|minutes|min|mins)',
  '(please )?(bear|stay|hang|hold) (with (me|us)|on|tight)( (a|one|for a) (moment|second|sec|minute|bit))?( please)?',
  '(please )?wait( (a|one|for a|just a))?( (moment|second|sec|minute|bit|while))?',
  '(can|could|may) (you|i ask you to) (please )?(wait|hold on)( (a|one|for a) (moment|second|sec|minute|bit))?',
  "(let me|i'll|i will|i am going to|i'm going to|we'll|we will|allow me to|i|we)( just)?( quickly)? (check|look( (into|at))?|have a look|take a look|see|find out|ask)( (that|this|it))?( up| out)?( for you)?( (right away|now|first|quickly))?",
  "(i'll|i will|we'll|we will) (be|get) (right )?(with|back to) you( (soon|shortly|in a (moment|second|minute|bit)|right away|as soon as possible|asap))?",
  "(i'll|i will) be right back|be right back|brb",
  '(someone|an agent|one of our agents|our team|a colleague)( from our team)? will (be|get) (with|back to) you( (soon|shortly|in a moment))?',
  "(i am|i'm|im|we are|we're) (checking|looking)( (into|at))?( (it|this|that))?( up)?( for you)?( (now|right now))?",
  '(we|i) (have |just )?(received|got) your (message|question)',
  'sorry( (for|about) the (wait|delay))?|(my |our )?apologies( for the (wait|delay))?',
  '(mohon|harap|silakan|silahkan|tolong|bisa|boleh|mohon kesediaannya)?( untuk)? ?(ditunggu|tunggu|menunggu|nunggu|tungguin|bersabar|sabar)( (sebentar|sejenak|sbentar|bentar|sebentar saja|dulu|beberapa saat|beberapa menit))?',
  '(sebentar|sbentar|bentar|sejenak)( (saja|aja|dulu))?',
  '(saya|kami|aku|kita|admin|mimin|izin)?( (akan|coba|mau))* ?(cek|check|ngecek|mengecek|cekkan|cekin|periksa|lihat|tanyakan)( kan)?( (dulu|sebentar|stoknya dulu))*',
  '(mohon )?maaf( (atas|untuk))?( keterlambatannya|( sudah)?( lama)? menunggu( lama)?)?',
  'pesan( (kakak|kak|anda))? (sudah|telah) (kami )?(terima|diterima)',

  // Heard you
  '(ok|okay|oke|okey|sip|siap|baik|baiklah|noted|got it|understood)',
]

/** What says nothing wherever it stands: how one speaks to somebody. */
export const addresses: readonly string[] =
  'kak kakak ka sis sist bro gan agan bun bunda bu ibu pak bapak mas mbak min mimin admin sir madam maam dear there all everyone customer pelanggan anda'.split(
    ' ',
  )

/** What says nothing beside a phrase, though alone it may be an answer. */
export const particles: readonly string[] =
  'ya yah yaa iya yes yep yeah please pls sure certainly alright great perfect and so then now again first just too for you me to us from dulu dong deh nih kok dan untuk saya kami kita lagi ini itu the'.split(
    ' ',
  )
