package io.voxgate.rings;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests of the whole service that are in no other suite. Each suite is a process, and a third of the work as estimated
 * from the seconds that the classes took in JUnit's reports: about 100 s of the tests that are not long, and about 400 s of
 * all. The letters and the packages were chosen for both. Whoever adds a class that takes long compares the three again: the
 * process that has more of it works alone at the end.
 */
@Suite
@SelectPackages("io.voxgate")
@IncludeTags("service")
@ExcludeClassNamePatterns({SecondServiceSuite.CLASSES, ThirdServiceSuite.CLASSES})
class FirstServiceSuite {}
