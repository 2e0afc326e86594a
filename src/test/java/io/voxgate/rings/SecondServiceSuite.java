package io.voxgate.rings;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** About half of the tests of the whole service. */
@Suite
@SelectPackages("io.voxgate")
@IncludeTags("service")
@IncludeClassNamePatterns(SecondServiceSuite.CLASSES)
class SecondServiceSuite {
    static final String CLASSES = "io\\.voxgate\\.service\\.[E-Z].*Test";
}
