import { Converter, ReflectionKind } from 'typedoc';
import { entryPoints } from './entry-points.mjs';

/** TypeDoc names a module by its file; its reader knows the name that is imported. */
export function load(application) {
  const names = new Map(entryPoints().map(({ name, file }) => [file, name]));
  application.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const module of context.project.getChildrenByKind(ReflectionKind.Module)) {
      const file = context.getSymbolFromReflection(module)?.declarations?.[0]?.getSourceFile().fileName;
      if (!names.has(file)) throw new Error(`${module.name} is no entry point of a package`);
      module.name = names.get(file);
    }
  });
}
