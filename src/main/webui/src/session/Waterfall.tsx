import { useText } from '../i18n'
import type { Turn } from './turns'

const WIDTH = 600
const UNMEASURED = 40

/** One bar a turn: how long the person waited, and for which stage. What nobody measured is grey, not zero. */
export function Waterfall({ turns }: { turns: Turn[] }) {
  const t = useText()
  if (turns.length === 0) return <p className="muted">{t('waterfall.none')}</p>
  const total = (turn: Turn) => turn.stages.reduce((sum, stage) => sum + (stage.ms ?? 0), 0)
  const longest = Math.max(...turns.map(total), 1)
  const scale = (WIDTH - 3 * UNMEASURED) / longest
  return (
    <>
      <p className="legend" aria-hidden="true">
        {(['asr', 'llm', 'tts'] as const).map((name) => <span key={name}><i className={`stage ${name}`} />{t(`stage.${name}`)}</span>)}
        <span><i className="stage unmeasured" />{t('waterfall.unmeasured')}</span>
      </p>
      <ol className="waterfall">
        {turns.map((turn) => {
          let x = 0
          const words = turn.stages.map((stage) => `${t(`stage.${stage.name}`)} ${stage.ms === undefined ? t('waterfall.unmeasured') : `${Math.round(stage.ms)} ms`}`)
          return (
            <li key={turn.turnId}>
              <span className="turn-name mono" title={turn.turnId}>{turn.turnId.slice(0, 10)}</span>
              <svg viewBox={`0 0 ${WIDTH} 18`} preserveAspectRatio="none" role="img" aria-label={words.join(', ')}>
                {turn.stages.map((stage) => {
                  const width = stage.ms === undefined ? UNMEASURED : Math.max(stage.ms * scale, 2)
                  const bar = <rect key={stage.name} x={x} y={1} width={width} height={16} rx={2}
                    className={stage.ms === undefined ? 'unmeasured' : stage.name}><title>{words[turn.stages.indexOf(stage)]}{stage.source ? ` (${stage.source})` : ''}</title></rect>
                  x += width
                  return bar
                })}
              </svg>
              <span className="turn-total">{total(turn) > 0 ? `${Math.round(total(turn))} ms` : '–'}</span>
            </li>
          )
        })}
      </ol>
    </>
  )
}
