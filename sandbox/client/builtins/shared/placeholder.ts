import { common } from './common'
import { elementOf } from './element'

/** Registers a tag that the sandbox does not implement; a text on the screen says so. */
export function placeholder(tag: string, properties: Record<string, null>): void {
  Component({
    behaviors: [common],
    properties,
    lifetimes: {
      attached() {
        const element = elementOf(this)
        element.classList.add('wx-placeholder')
        element.dataset['text'] = `<${tag}> 在沙箱里没有实现`
      },
    },
  })
}
