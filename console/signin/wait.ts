import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../api.ts'

/** Seconds until a limited question may be asked again, counting down to 0. */
export function useWait(problem: Problem | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const until = problem ? performance.now() + (problem.retryAfterS ?? 60) * 1000 : 0
    const update = (): void => {
      const next = Math.max(0, Math.ceil((until - performance.now()) / 1000))
      setLeft(next)
      if (next === 0) clearInterval(timer)
    }
    const timer = setInterval(update, 250)
    update()
    return () => clearInterval(timer)
  }, [problem])
  return left
}
