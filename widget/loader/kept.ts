type Storage = 'localStorage' | 'sessionStorage'

/** Whether `key` is set; a browser that denies storage holds nothing. */
export function kept(storage: Storage, key: string): boolean {
  try {
    return !!window[storage].getItem(key)
  } catch {
    return false
  }
}

/** Sets or removes `key` for this tab; where storage is denied the next page starts afresh. */
export function keep(key: string, on: boolean): boolean {
  try {
    if (on) sessionStorage.setItem(key, '1')
    else sessionStorage.removeItem(key)
    return true
  } catch {
    return false
  }
}
