import { common } from './common'
import { elementOf } from './element'

/** Registers a placeholder for a tag that the sandbox does not implement. It shows the name of the tag. */
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
