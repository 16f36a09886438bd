package io.ramal.doorman.internal.decision;

/**
 * How a resident's decision is taken.
 *
 * @param minConfidence what an engine understands with less is asked for again, 0–1
 * @param repeatsMax how often an unclear answer is asked for again
 * @param yesDigit the key that lets the visitor in
 * @param noDigit the key that does not
 */
public record DecisionSettings(double minConfidence, int repeatsMax, char yesDigit, char noDigit) {
    public static final DecisionSettings DEFAULT = new DecisionSettings(0.6, 2, '1', '2');

    private static final int MAX_REPEATS = 2;

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    public DecisionSettings {
        require(minConfidence >= 0 && minConfidence <= 1, "least confidence", minConfidence, "set 0 to 1");
        require(repeatsMax >= 0 && repeatsMax <= MAX_REPEATS, "repeats", repeatsMax, "set 0 to " + MAX_REPEATS);
        require(isKey(yesDigit), "key for yes", yesDigit, "set one of 0–9 * #");
        require(isKey(noDigit), "key for no", noDigit, "set one of 0–9 * #");
        require(yesDigit != noDigit, "key for no", noDigit, "set another than the key for yes");
    }

    private static boolean isKey(char key) {
        return (key >= '0' && key <= '9') || key == '*' || key == '#';
    }

    private static void require(boolean right, String name, Object value, String cure) {
        if (!right) {
            throw new IllegalArgumentException("the decision's " + name + " = " + value + " is wrong; " + cure);
        }
    }
}
