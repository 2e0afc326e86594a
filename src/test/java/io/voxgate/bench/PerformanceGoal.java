package io.voxgate.bench;

/**
 * One line of the goals: what was measured against what must be and what is aimed at.
 *
 * @param value not a number: it was not measured
 * @param must beyond this it is not done
 * @param aim what the project promises in the end; as good as must, or better
 */
record PerformanceGoal(String name, double value, double must, double aim) {

    /** How far it is. */
    enum Verdict {
        AIM_REACHED("aim reached"),
        MUST_REACHED("must reached"),
        MISSED("MISSED"),
        NOT_MEASURED("not measured");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    Verdict verdict() {
        if (Double.isNaN(value)) {
            return Verdict.NOT_MEASURED;
        }
        if (reaches(aim)) {
            return Verdict.AIM_REACHED;
        }
        return reaches(must) ? Verdict.MUST_REACHED : Verdict.MISSED;
    }

    /** Where the aim is above what must be, more is better. */
    private boolean reaches(double bound) {
        return aim > must ? value >= bound : value <= bound;
    }
}
