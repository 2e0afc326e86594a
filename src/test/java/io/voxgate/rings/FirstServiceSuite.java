package io.voxgate.rings;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests of the whole service that are not in {@link SecondServiceSuite}. */
@Suite
@SelectPackages("io.voxgate")
@IncludeTags("service")
@ExcludeClassNamePatterns(SecondServiceSuite.CLASSES)
class FirstServiceSuite {}
