import { type DefineComponent, defineComponent, onBeforeUnmount, onMounted, onUpdated } from 'vue'
import { mounted } from './mounted.ts'
import type { LoadOptions } from './sapa.ts'

/** The chat, while this is on the page: give it the options of `load`. It renders nothing of its own. */
export const SapaChat: DefineComponent<LoadOptions> = defineComponent({
  name: 'SapaChat',
  inheritAttrs: false,
  setup(_, { attrs }) {
    let leave = (): void => {}
    function enter(): void {
      leave()
      leave = mounted({ ...attrs } as LoadOptions)
    }
    onMounted(enter)
    onUpdated(enter)
    onBeforeUnmount(() => leave())
    return () => null
  },
}) as unknown as DefineComponent<LoadOptions>
