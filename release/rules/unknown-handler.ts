import { didYouMean } from './did-you-mean'
import type { Finding } from '../problem'
import {
  type Methods,
  methodsOf,
  assignedNames,
  replacesConstructors,
} from '../project/page-methods'
import { shippedPaths } from '../project/packed-source'
import { type Project, shownPath } from '../project/project'
import { type TemplateOwner, templateOwners, type Template } from '../project/template-owners'
import type { Rule } from './rule'

/** `bindtap`, `bind:tap`, `catch:tap`, `mut-bind:tap`, `capture-bind:tap`, `capture-catch:tap`. */
const BINDING = /^(?:capture-|mut-)?(?:bind|catch):?(\w[\w:-]*)$/

/** A valid method name. `catchtouchmove="true"` only stops the event. */
const NAME = /^(?!(?:true|false|null|return|void|this)$)[A-Za-z_$][\w$]*$/

/** A quick test for `Page = …` before the script is parsed. */
const REPLACING = /\b(?:Page|Component|Behavior)\s*=[^=]/

/**
 * A handler that the page or component lacks: a tap does nothing, and the phone's console shows a
 * warning. Nothing is reported if the methods cannot be determined or if `{{…}}` chooses the
 * handler. A template that several pages import needs each handler in at least one of them.
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
      shipped.has(file.path) ? unknownHandlers(project, file, users) : [],
    )
    // a helper of the app may assign them to the page
    const setLater = new Set(
      candidates.length === 0 ? [] : scripts.flatMap((file) => [...assignedNames(file)]),
    )
    return candidates.filter(({ handler }) => !setLater.has(handler)).map(({ finding }) => finding)
  },
}

interface TemplateUser {
  /** The path without suffix. */
  readonly name: string
  readonly methods: Methods
}

/** All templates, with the pages and components that draw them. */
function usersOf(project: Project): ReadonlyMap<Template, readonly TemplateUser[]> {
  const users = new Map<Template, TemplateUser[]>()
  for (const drawn of templateOwners(project)) {
    const user = userOf(project, drawn)
    for (const template of drawn.templates)
      users.set(template, [...(users.get(template) ?? []), user])
  }
  return users
}

function userOf(project: Project, { jsonPath }: TemplateOwner): TemplateUser {
  const name = jsonPath.replace(/\.json$/, '')
  const script = [`${name}.ts`, `${name}.js`].find((path) => project.files.has(path))
  return { name, methods: script === undefined ? null : methodsOf(project, script) }
}

interface Candidate {
  readonly handler: string
  readonly finding: Finding
}

function unknownHandlers(
  project: Project,
  { path, template }: Template,
  users: readonly TemplateUser[],
): Candidate[] {
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
