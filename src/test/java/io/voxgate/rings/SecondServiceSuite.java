package io.voxgate.rings;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Half of the tests of the whole service, as estimated from the seconds that their classes took in JUnit's reports of
 * two runs: about 120 s of the tests that are not long, and about 600 s of all. The letter and the packages were chosen
 * for both: the letter alone can balance only one of them. Whoever adds a class that takes long compares the two again:
 * the process that has more of it works alone at the end.
 */
@Suite
@SelectPackages("io.voxgate")
@IncludeTags("service")
@IncludeClassNamePatterns(SecondServiceSuite.CLASSES)
class SecondServiceSuite {
    static final String CLASSES = "io\\.voxgate\\.(fuzz|isolation)\\..*Test|io\\.voxgate\\.service\\.[Q-Z].*Test";
}
