import { type Pipeline, startPipeline } from '../pipeline/startPipeline.ts';
import type { Stage } from './stage.ts';
import { PIPELINES, type PipelineName } from './watched.ts';

/** Every pipeline of the demo, each reporting with its own token. */
export function startPipelines({ app: { baseUrl }, tokens }: Pick<Stage, 'app' | 'tokens'>) {
  const start = (name: PipelineName): Pipeline => {
    const { seed, resultsPerSecond } = PIPELINES[name];
    return startPipeline({ baseUrl, token: tokens[name], seed, resultsPerSecond });
  };
  const byName = { shop: start('shop'), tickets: start('tickets'), news: start('news') };
  return {
    byName,
    async stop(): Promise<void> {
      await Promise.all(Object.values(byName).map((pipeline) => pipeline.stop()));
    },
  };
}
