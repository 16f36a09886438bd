package com.example.chimes;

/**
 * How the chimes are played.
 *
 * @param noteMillis length of a note
 * @param volumePercent of full scale
 */
record Settings(int noteMillis, int volumePercent) {
    Settings {
        check("note.ms", noteMillis, 60, 400);
        check("volume.percent", volumePercent, 1, 100);
    }

    private static void check(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("etc/" + ChimesComponent.PID + ".cfg: " + key + " = " + value
                    + " is out of range; set " + min + " to " + max);
        }
    }
}
