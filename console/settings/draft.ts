import type { Site } from '../../protocol/people.ts'
import type { SiteDraft } from '../api.ts'

/** A site with a part of it changed, as the relay takes it: as a whole. */
export function draftOf(site: Site, part: Partial<SiteDraft>): SiteDraft {
  const { id: _, ...rest } = site
  return { ...rest, ...part }
}
