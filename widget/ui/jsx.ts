import { type ComponentType, createElement, Fragment, type VNode } from 'preact'

export { Fragment }

/** Stands in for `preact/jsx-runtime` in the build: what that does is in Preact already. */
export function jsx(type: string | ComponentType, props: object, key?: string | number): VNode {
  return createElement(type as ComponentType, key === undefined ? props : { ...props, key })
}
export { jsx as jsxs }
