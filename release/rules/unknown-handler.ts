import { didYouMean } from '../nearest'
import type { Finding } from '../problem'
import { type Methods, methodsOf, namesSet, replacesConstructors } from '../project/definitions'
import { shippedPaths } from '../project/packed-source'
import { type Project, shownPath } from '../project/project'
import { type Drawn, drawnByTemplates, type Template } from '../project/templates'
import type { Rule } from './rule'

/** `bindtap`, `bind:tap`, `catch:tap`, `mut-bind:tap`, `capture-bind:tap`, `capture-catch:tap`. */
const BINDING = /^(?:capture-|mut-)?(?:bind|catch):?(\w[\w:-]*)$/

/** A name that a method may have: `catchtouchmove="true"` only stops the event. */
const NAME = /^(?!(?:true|false|null|return|void|this)$)[A-Za-z_$][\w$]*$/

/** Worth a look: `Page = …` */
const REPLACING = /\b(?:Page|Component|Behavior)\s*=[^=]/

/**
 * A handler that the page or component does not have: a tap does nothing, and the phone's console has
 * a warning. Where the methods cannot be known, and where `{{…}}` chooses one, nothing is reported.
 * A template that several pages import needs its handlers in one of them at least.
 * @see framework/view/wxml/event
 */
export const unknownHandler: Rule = {
  name: 'unknown-handler',
  check: ({ project, packed }) => {
    const scripts = [...project.files.values()].filter(({ script }) => script !== null)
    const replaces = scripts.some(
      (file) => REPLACING.test(file.text ?? '') && replacesConstructors(file),
    )
    if (replaces) return []
    const shipped = shippedPaths(project, packed)
    const candidates = [...usersOf(project)].flatMap(([file, users]) =>
      shipped.has(file.path) ? lost(project, file, users) : [],
    )
    // a helper of the app may give them to the page that it is handed
    const setLater = new Set(
      candidates.length === 0 ? [] : scripts.flatMap((file) => [...namesSet(file)]),
    )
    return candidates.filter(({ handler }) => !setLater.has(handler)).map(({ finding }) => finding)
  },
}

interface User {
  /** Path without suffix. */
  readonly name: string
  readonly methods: Methods
}

/** Every template, and the pages and components that draw it. */
function usersOf(project: Project): ReadonlyMap<Template, readonly User[]> {
  const users = new Map<Template, User[]>()
  for (const drawn of drawnByTemplates(project)) {
    const user = userOf(project, drawn)
    for (const template of drawn.templates)
      users.set(template, [...(users.get(template) ?? []), user])
  }
  return users
}

function userOf(project: Project, { jsonPath }: Drawn): User {
  const name = jsonPath.replace(/\.json$/, '')
  const script = [`${name}.ts`, `${name}.js`].find((path) => project.files.has(path))
  return { name, methods: script === undefined ? null : methodsOf(project, script) }
}

interface Candidate {
  readonly handler: string
  readonly finding: Finding
}

function lost(project: Project, { path, template }: Template, users: readonly User[]): Candidate[] {
  if (users.some(({ methods }) => methods === null)) return []
  const known = users.flatMap(({ methods }) => [...(methods ?? [])])
  const names = users.map(({ name }) => name)
  const whose =
    names.length > 3
      ? `none of the ${names.length} that draw it has`
      : `${names.join(' and ')} ${names.length > 1 ? 'lack' : 'lacks'}`
  return template.flatMap(({ name: tag, attributes }) =>
    attributes
      .filter(({ name, value }) => tag !== 'block' && BINDING.test(name) && NAME.test(value))
      .filter(({ value }) => !known.includes(value))
      .map(({ name, value, line }) => ({
        handler: value,
        finding: {
          file: shownPath(project, path),
          line,
          message:
            `${name} of <${tag}> names ${value}, which ${whose}: nothing happens on the phone.` +
            `${didYouMean(value, known)} Correct the name, or write the method (of a component: ` +
            'under "methods").',
        },
      })),
  )
}
