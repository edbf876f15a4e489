import { sapa } from 'sapa'
import { SapaChat } from 'sapa/vue'
import { createApp, h, ref } from 'vue'

createApp({
  setup() {
    const isHere = ref(true)
    const turn = () => {
      isHere.value = !isHere.value
    }
    return () => [
      h('h1', 'Vue'),
      h('button', { type: 'button', onClick: () => sapa('open') }, 'Ask us'),
      h('label', [
        h('input', { type: 'checkbox', checked: isHere.value, onChange: turn }),
        ' Chat',
      ]),
      isHere.value ? h(SapaChat, { src: `${location.origin}/sapa.js`, site: 'demo' }) : null,
    ]
  },
}).mount('#root')
