import type { Project } from '../project/project'
import { sourcesOf } from './stand-ins'

/** The project's folder as the plugin flavour: without the stand-ins, which it does not pack. */
export function withoutStandIns(project: Project): Project {
  const kept = sourcesOf('plugin', [...project.files.keys()])
  return { ...project, files: new Map([...project.files].filter(([file]) => kept.has(file))) }
}
