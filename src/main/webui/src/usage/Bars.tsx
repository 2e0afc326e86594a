export interface Bar {
  label: string
  value: number
  /** A second, longer value, drawn paler behind the first. */
  second?: number
  text: string
}

/** Horizontal bars; the figures stand beside them as text. */
export function Bars({ bars }: { bars: Bar[] }) {
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.second ?? 0)), 1)
  return (
    <ul className="bars">
      {bars.map((bar) => (
        <li key={bar.label}>
          <span className="bar-label">{bar.label}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            {bar.second !== undefined && <rect className="second" width={(bar.second / most) * 100} height="10" rx="1" />}
            <rect className="first" width={(bar.value / most) * 100} height="10" rx="1" />
          </svg>
          <span className="bar-text">{bar.text}</span>
        </li>
      ))}
    </ul>
  )
}
