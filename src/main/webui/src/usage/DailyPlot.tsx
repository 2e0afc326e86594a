import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { answered, api } from '../contract/client'
import { useText } from '../i18n'
import { Loading } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

const DAY_MS = 86_400_000
const HEIGHT = 220

/** One question a day: the service sums up hours, and says nothing of the days in between by itself. */
async function daily(days: number): Promise<uPlot.AlignedData> {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const starts = Array.from({ length: days }, (_, index) => today - (days - 1 - index) * DAY_MS)
  const date = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const totals: { sessions: number; failed: number }[] = []
  for (const start of starts) {
    const usage = await answered(api.GET('/v1/usage', { params: { query: { from: date(start), ...(start === today ? {} : { to: date(start + DAY_MS) }) } } }))
    totals.push({ sessions: usage.items[0]?.sessions ?? 0, failed: usage.items[0]?.failed ?? 0 })
  }
  return [starts.map((start) => start / 1000), totals.map((one) => one.sessions), totals.map((one) => one.failed)]
}

function color(name: string): string {
  const probe = document.createElement('span')
  probe.className = `color-${name}`
  document.body.append(probe)
  const found = getComputedStyle(probe).color
  probe.remove()
  return found
}

export default function DailyPlot({ days }: { days: number }) {
  const t = useText()
  const host = useRef<HTMLDivElement>(null)
  const totals = useQuery({ queryKey: ['usage', 'daily', days], queryFn: () => daily(days), staleTime: 60_000 })

  useEffect(() => {
    const element = host.current
    if (!element || !totals.data) return
    const axis = { stroke: color('muted'), grid: { stroke: color('line') }, ticks: { stroke: color('line') } }
    const plot = new uPlot({
      width: element.clientWidth || 600,
      height: HEIGHT,
      axes: [axis, { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000] }],
      scales: { y: { range: (_, __, most) => [0, Math.max(most, 1)] } },
      series: [
        {},
        { label: t('usage.sessions'), stroke: color('accent'), fill: color('accent-pale'), width: 2 },
        { label: t('usage.failed'), stroke: color('bad'), width: 2 },
      ],
    }, totals.data, element)
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }))
    resize.observe(element)
    return () => {
      resize.disconnect()
      plot.destroy()
    }
  }, [totals.data, t])

  if (totals.error) return <ProblemNotice error={totals.error} />
  if (!totals.data) return <Loading />
  const [, sessions, failed] = totals.data
  const sum = (list: ArrayLike<number | null | undefined> | undefined) => Array.from(list ?? []).reduce((all: number, one) => all + (one ?? 0), 0)
  return <div ref={host} className="plot" role="img" aria-label={t('usage.plot', { days, sessions: sum(sessions), failed: sum(failed) })} />
}
