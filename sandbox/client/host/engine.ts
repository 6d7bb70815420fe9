import * as easel from 'glass-easel'
import {
  MiniProgramEnv,
  type AssociatedBackend,
  type CodeSpace,
} from 'glass-easel-miniprogram-adapter'
import type { PhoneBackend } from './backend'
import type { Taps } from './taps'

export type { AssociatedBackend, CodeSpace }

/** Page, Component or Behavior of the engine. */
type Define = (definition?: Definition) => unknown
type Definition = Record<string, unknown> & { behaviors?: unknown[] }

export interface DefinitionEnv {
  readonly Page: Define
  readonly Component: Define
  readonly Behavior: Define
}

export interface Engine {
  readonly env: MiniProgramEnv
  readonly associated: AssociatedBackend
}

interface PointLike {
  readonly identifier?: number
  readonly clientX?: number
  readonly clientY?: number
  readonly x?: number
  readonly y?: number
}

/** Starts glass-easel 0.12.1. Order matters: the options are copied when the environment is created. */
export function startEngine(
  backend: PhoneBackend,
  failed: (error: unknown) => void,
  warn: (message: string) => void,
  mayTap: () => boolean,
  taps: Taps,
): Engine {
  easel.globalOptions.throwGlobalError = false
  easel.globalOptions.writeIdToDOM = true
  makeEventsSerialisable()
  easel.addGlobalErrorListener((error) => {
    failed(error)
    return false // already recorded: the engine must not print it again
  })
  easel.addGlobalWarningListener((message) => {
    // WeChat also only logs this and uses the default value; other warnings are mistakes in the app
    if (message.includes('type-incompatible')) console.debug(`[wxml] ${message}`)
    else warn(message)
    return false
  })
  const env = new MiniProgramEnv()
  wireEvents(backend, mayTap, taps)
  return { env, associated: env.associateBackend(backend) }
}

/** JSON.stringify(event) works in WeChat; the engine's events reference the whole tree. */
function makeEventsSerialisable(): void {
  const brief = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return node
    const { id, dataset } = node as { id?: unknown; dataset?: unknown }
    return { id, dataset }
  }
  Object.defineProperty(easel.Event.prototype, 'toJSON', {
    value(this: Record<string, unknown>) {
      const { type, timeStamp, mark, detail, touches, changedTouches } = this
      const [target, currentTarget] = [brief(this['target']), brief(this['currentTarget'])]
      return { type, timeStamp, target, currentTarget, mark, detail, touches, changedTouches }
    },
  })
}

/**
 * Version 0.12.1 needs `triggerEvent` for events; `backend.onEvent(undefined)` of newer documentation fails
 * silently. Taps have the touches that WeChat provides.
 */
function wireEvents(backend: PhoneBackend, mayTap: () => boolean, taps: Taps): void {
  backend.onEvent((target, type, detail: PointLike, options) => {
    if (type === 'tap' && !mayTap()) return
    const original = options.originalEvent as Partial<TouchEvent> & PointLike
    const changedTouches = original.changedTouches
      ? [...original.changedTouches].map(asTouch)
      : [asTouch(original.clientX === undefined ? detail : original)]
    // the touch has ended, but WeChat includes it in the tap event
    const touches =
      type === 'tap' ? changedTouches : original.touches ? [...original.touches].map(asTouch) : []
    const dispatch = () =>
      easel.triggerEvent(target, type, type.startsWith('touch') ? {} : detail, {
        ...options,
        extraFields: { touches, changedTouches },
      })
    if (type === 'tap') taps.run(dispatch)
    else dispatch()
  })
}

function asTouch(point: PointLike): Record<string, number> {
  const x = point.clientX ?? point.x ?? 0
  const y = point.clientY ?? point.y ?? 0
  return { identifier: point.identifier ?? 0, clientX: x, clientY: y, pageX: x, pageY: y }
}

/** The nearest ancestor of a DOM node that is an engine element. */
export function elementAt(node: EventTarget | null): easel.Element | null {
  for (let one = node as (Node & { __wxElement?: easel.Element }) | null; one;) {
    if (one.__wxElement) return one.__wxElement
    one = one.parentNode
  }
  return null
}

/** Returns whether the event had a listener. */
export function sendEvent(target: easel.Element, name: string, detail: object): boolean {
  let handled = false
  easel.triggerEvent(target, name, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    handleListenerReturn: (returned) => {
      handled = true
      return returned !== false
    },
  })
  return handled
}

/** The adapter accepts behaviours only as objects; this resolves the `wx://` names. */
export function withWxBehaviors({ Page, Component, Behavior }: DefinitionEnv): DefinitionEnv {
  const named: Readonly<Record<string, () => unknown>> = {
    'wx://form-field': () => Behavior({ properties: { name: String, value: null } }),
    'wx://component-export': () => null, // implemented by the adapter
  }
  const resolve = (definition: Definition = {}): Definition => {
    const behaviors = (definition.behaviors ?? []).map((one) =>
      typeof one === 'string' ? named[one]?.() : one,
    )
    return { ...definition, behaviors: behaviors.filter((one) => one != null) }
  }
  return {
    Page: (definition) => Page(resolve(definition)),
    Component: (definition) => Component(resolve(definition)),
    Behavior: Object.assign((definition?: Definition) => Behavior(resolve(definition)), Behavior),
  }
}
