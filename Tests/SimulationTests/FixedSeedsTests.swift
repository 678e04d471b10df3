import Simulation
import Testing

/// The seeds that every test run repeats.
@Suite struct FixedSeedsTests {
  @Test(arguments: [1...8, 9...16])
  func noPromiseIsBroken(seeds: ClosedRange<UInt64>) async {
    for seed in seeds {
      let outcome = await Simulation.run(Scenario(seed: seed, operations: 60))
      #expect(outcome.violation == nil, "seed \(seed)")
    }
  }

  /// A row is deleted on a screen that was opened before another device's edit of it came, after that
  /// edit was resolved on another screen of the same person.
  @Test func aDeletionAfterAResolutionHidesTheRow() async {
    let trace = """
      addRow 43 ff844f7c7807b526
      bundleExport 201 a972e58cd4861726
      bundleImport 52 1a046c833243c35b
      correct 33 f4e1e6c9aa060109
      correct 144 2c7e2d577e3568bd
      sync 148 72f8a51802262632
      sync 9 666f4335e2ccb4cf
      addRow 213 f88d3da959bdc791
      deleteRow 49 d705943d5644ff4e
      resolve 233 16d90ae238ff2132
      addRow 65 6ebfdba39584a72d
      deleteRow 117 61ca0ca6cf37b8a9
      """
    await expectNoViolation(seed: 3158, trace)
  }

  /// A device goes on from the backup of its disk, and seals something else under a revision that only
  /// another device still knows, since the server is put back too. That one brings a state which passes
  /// over what the first has sealed.
  @Test func aDeviceThatOffersAgainWhatItKnowsShowsAServerTheFork() async {
    let trace = """
      restoreServer 0 5963cf7e1db3ab0f
      clear 9 c79a626a46c95654
      sync 211 c09903fa9eca7f2
      correct 10 634526da15c17640
      sync 220 81780d7f35593889
      sync 39 e2b85cef944a8409
      resume 197 95baf81c4dca69bc
      newInterview 253 62c2ffe0d33eb168
      answer 192 cf86395913e2baac
      newInterview 138 59f56d737cb4ce28
      reject 220 dd38708362620f3e
      sync 204 60b25cc09891ffec
      sync 223 9c5a804f98a957fc
      hiddenRestore 224 c3e44fb5921e3673
      correct 123 83177a0c5093fb1
      restoreServer 123 4d005fc228352950
      """
    await expectNoViolation(seed: 38, trace)
  }

  /// A device is cut off between the receipts of a server and its cursors; then the server is put back.
  @Test func receiptsWithoutCursorsAreNotBelievedOfARestoredServer() async {
    let trace = """
      newInterview 240 e73c680afa285d76
      clone 50 98968521483210d4
      answer 50 f962dfb850b0a62
      sync 226 ef84a50fb86e3f2f
      crashAfter 220 39263709d56eee56
      crashAfter 102 64a0917228eaa26c
      moveVersion 103 92eeb12b720b453
      sync 0 5b9a8be716e4219a
      restoreServer 244 92860e7e48c0b504
      """
    await expectNoViolation(seed: 52, trace)
  }

  /// The same of a hub whose whole disk is put back, so that it goes on under its name.
  @Test func whatAHubHasForgottenIsOfferedAgain() async {
    let trace = """
      newHub 0 c2f8cc9414d78322
      hubSync 0 da217886d1d68ccd
      restoreHub 0 399986ccb9cd52cb
      answer 0 9f0a2d2e88692706
      sync 0 aabeab54d0f866ac
      answer 0 fa2c02f261ef2a6a
      crashAfter 0 76ecabad501c7091
      sync 0 b629e04d8608e60f
      restoreHub 0 e21ac47be81e5b84
      """
    await expectNoViolation(seed: 1349, trace)
  }

  /// A device lets go of a response and gets it back from a stick without its own last seal.
  @Test func whatWasLetGoOfIsNotSupersededByItsOwnDevice() async {
    let trace = """
      answer 85 5651699779887ef2
      sync 165 3dae290680a95fd5
      newInterview 155 c2732e3a87bdbf96
      sync 86 1344e739ff831f78
      correct 218 e94ed1ac5470d1d9
      clear 187 93663184da3ba89f
      sync 83 3f898818945015fb
      sync 90 f3db1e7586f3e4ae
      approve 184 5d18f6594444f774
      bundleExport 56 b15ad5c030b17e8f
      restoreDevice 236 75c5685959603fe8
      deleteRow 80 b6fc848907c04ea
      sync 170 62bec64b7100e061
      bundleExport 210 d8965f1ab508f1b8
      sync 122 dfaae04107f54028
      bundleExport 200 d6a2dedeff516d5d
      purge 200 314d3ef2cf5236f5
      bundleImport 156 cc148b6e0fb3655b
      resolve 60 3a790cfe6ff03062
      """
    await expectNoViolation(seed: 1453, trace)
  }

  /// A supervisor reviews a response, writes over an answer that came after it, and approves what he
  /// had reviewed: nothing stands that he does not know.
  @Test func whatTheApproverHasWrittenOverMakesNothingStale() async {
    let trace = """
      finish 240 26a1c425a0eb8190
      newInterview 240 111d3f1e0afc825
      deleteRow 15 fd5ccbf6445396d2
      newInterview 50 94c40e67c03f8138
      newInterview 159 fbdef9c7d428e783
      sync 209 26c71d43a3588235
      sync 2 b4aefb2fa479a451
      correct 85 96a9c46d0b712cb7
      sync 29 26b19c0a57867c2c
      clone 200 a13cda2da452e266
      void 226 8a283b5d1a05b77b
      sync 17 89ff7e5ade570888
      correct 17 c652afe6bdc1bf83
      newInterview 17 f679e5b11e2c20bf
      approve 101 6917771dcc28c15b
      """
    await expectNoViolation(seed: 1876, trace)
  }

  /// A server that lost everything hears of a response from one twin first; the other one sends only
  /// what it has sealed since, for it takes the rest for acknowledged.
  @Test func aTwinsNextSealAtARestoredServerShowsTheFork() async {
    let trace = """
      void 168 c1710fec9285a609
      clear 54 fa2e33c244dbd928
      newInterview 24 b422465270ab1f2c
      hiddenClone 142 b43e30732f5d339f
      void 86 d444c55591b4922b
      sync 86 1e737adc80a1a68
      finish 86 abb50a2e6b2a2a26
      restoreServer 61 6a13c8818e9020db
      """
    await expectNoViolation(seed: 10178, trace)
  }

  /// The same among four twins, one of which was put back from a backup besides.
  @Test func aSealUnderAForksNameIsNotPassedOver() async {
    let trace = """
      hiddenClone 92 fc4c4f7433e1ab02
      answer 128 8528978f0732de80
      clone 224 3d23336c344fe1d1
      newInterview 48 53ac0d3a56917077
      hiddenClone 20 56c99e6c7269d6b2
      moveVersion 151 b3e450facc96f85a
      hiddenClone 87 d33b068cf9348655
      hiddenClone 235 69898377115da267
      restoreDevice 27 84e593109299225f
      sync 27 cd530d5edf17f15c
      comment 157 9c9b35e75a1e7620
      restoreServer 42 ee08e4f5a8bb259c
      """
    await expectNoViolation(seed: 4980, trace)
  }

  /// The same with a twin that crashed in between.
  @Test func aCrashedTwinsSealIsNotPassedOver() async {
    let trace = """
      answer 153 5d1c42cc1066feb0
      newInterview 13 f65a81feb7e10891
      hiddenClone 13 e6a0d6b229150f4
      clear 11 c112ca65079cc27f
      crashBefore 93 3928912d4a9b76d9
      sync 53 846e1d3783601205
      deleteRow 53 5dd483050f41045c
      answer 99 599e81e5f1639489
      restoreServer 99 2b3645ed28e512db
      correct 99 8c3dae4029289cd3
      answer 99 d19f155a510b73d5
      newInterview 213 e5b2b32838c42c73
      finish 213 de7da352180f637b
      comment 213 df831164f69de34c
      sync 213 d84e4f30223c3a4a
      deleteRow 213 3965ad73765be423
      """
    await expectNoViolation(seed: 8979, trace)
  }

  /// Bundles of two twins are merged, each with another seal of one response and no line in common.
  @Test func mergedBundlesOfTwinsPassOverNoSeal() async {
    let trace = """
      newInterview 192 243b4d4f75d35d5f
      newInterview 192 a86e4854cdf2f886
      comment 223 5d3e10e19986cb2a
      bundleExport 242 967de8929d14abbd
      bundleExport 119 a5a551cd16114fd6
      sync 31 a20d262db14122b9
      hiddenClone 246 f9a1ff474fd505e5
      void 135 87bb6187d540be9
      hiddenClone 31 512e945fb8419074
      sync 53 2e5da945cf48f335
      bundleMerge 50 d6b889c020c80fea
      hiddenClone 110 3553cf5f28df15a8
      sync 110 31322c3fa9eb77a7
      bundleExport 26 55a1e1c63564edd
      bundleExport 23 6d631a6b46e387f1
      bundleMerge 39 7d1cf2ae62e168d6
      bundleImport 252 fa3bd9ce5e01d66c
      """
    await expectNoViolation(seed: 14212, trace)
  }

  /// A device that seals a photo, replaces it and hands both over by a stick is put back: nothing names the first
  /// one any more, where it came from and where it went, and another device has it by chance.
  @Test func aPhotoThatOnlyAnEarlierSealNamedReachesTheOffice() async {
    let trace = """
      attach 74 a48d252750bdf368
      attach 146 a072f99290b1ea4b
      attach 192 a61db263de002a8f
      resume 64 1a8fbdf0368cf116
      sync 64 508bc179014d004a
      sync 151 da38765aad62b7cf
      attach 250 28187193e195f70c
      moveVersion 250 ef5c53d67699a92d
      attach 142 d2c1d3a66a1df2e
      bundleExport 61 55103331efa526d4
      hiddenRestore 169 40d0fa6bac09e128
      """
    await expectNoViolation(seed: 81361, trace)
  }

  /// A device that hears of a photo by the seal that named it; the office is put back, and knows only a later seal that
  /// does not name it.
  @Test func aPhotoThatARestoredOfficeNamesNoMoreIsStillGiven() async {
    let trace = """
      restoreServer 73 ad797eaecb6da87b
      attach 73 d457fc01231ad5c8
      crashAfter 73 a124b4e0afc583f
      hiddenClone 217 ab81e668865a6af3
      sync 217 a48d8ec1c1772bab
      attach 71 c20904d33a16174
      clone 83 460f0fbdeadbad27
      sync 119 7ebd9410cb9c5325
      attach 119 ed44b78c43384cef
      sync 230 32abbee5ca7b46c5
      restoreServer 90 b7163afed30775fe
      sync 119 1c3aeaae823c30f9
      """
    await expectNoViolation(seed: 110479, trace)
  }

  private func expectNoViolation(seed: UInt64, _ trace: String) async {
    let outcome = await Simulation.run(Scenario(seed: seed, trace: trace))
    #expect(outcome.violation == nil)
  }

  /// The others are step by step what they were before there were hubs, as the traces above are.
  @Test func someFleetsHaveHubs() {
    let counts = (1...40).map { seed in
      Scenario(seed: seed, operations: 60).steps.prefix { $0.kind == .fault(.newHub) }.count
    }
    #expect(Set(counts) == [0, 1, 2])
    #expect((10...30).contains(counts.count { $0 > 0 }))
    for (seed, hubs) in zip(UInt64(1)..., counts) where hubs == 0 {
      let steps = Scenario(seed: seed, operations: 60).steps
      #expect(!steps.contains { $0.kind == .operation(.hubSync) })
    }
  }

  @Test func aSeedSaysEverything() {
    let scenario = Scenario(seed: 7, operations: 50)
    let printed = scenario.steps.map(\.description).joined(separator: "\n")
    #expect(Scenario(seed: 7, operations: 50).steps == scenario.steps)
    #expect(Scenario(seed: 7, trace: printed).steps == scenario.steps)
  }
}
