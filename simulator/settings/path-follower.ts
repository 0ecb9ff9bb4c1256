import type { Binding } from './binding';
import { type SettingKey, settingKeys } from './settings';

/** Depth of the entity: a child of the root, which has depth 1. */
const ENTITY_DEPTH = 2;

/**
 * Follows the elements within an entity along the paths of the binding. For each setting it counts how many steps of the path
 * the open elements have taken, so an element is at its place only if all elements around it are.
 */
export class PathFollower {
  readonly #binding: Binding;
  readonly #taken: number[] = settingKeys.map(() => 0);

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  /** Takes the start of an element below an entity; tells the settings that it carries. `isStep`: it is on some path. */
  enter(
    ns: string,
    name: string,
    depth: number,
  ): { readonly isStep: boolean; readonly carries: readonly SettingKey[] } {
    const step = depth - ENTITY_DEPTH - 1;
    let isStep = false;
    const carries: SettingKey[] = [];
    for (let index = 0; index < settingKeys.length; index += 1) {
      if (this.#taken[index] !== step) continue;
      const key = settingKeys[index] as SettingKey;
      const place = this.#binding.settings[key];
      if (place.path[step] !== name || place.ns !== ns) continue;
      this.#taken[index] = step + 1;
      isStep = true;
      if (step + 1 === place.path.length) carries.push(key);
    }
    return { isStep, carries };
  }

  /** Takes the end of the element at a depth. */
  leave(depth: number): void {
    const left = Math.max(depth - ENTITY_DEPTH - 1, 0);
    for (let index = 0; index < this.#taken.length; index += 1) {
      if ((this.#taken[index] ?? 0) > left) this.#taken[index] = left;
    }
  }
}
