# What a step will do, before it is taken. Each line stands in a list under the title.
funding-preview-title = Yang akan terjadi
funding-preview-nothing = Langkah ini hanya dicatat dalam riwayat

# What a counted thing is called.
funding-people = { $number } orang
funding-days = { $number } hari
funding-reports = { $number } laporan penggunaan (LPJ)

# The new state.
funding-preview-state = Status baru: { $state }
funding-preview-state-group = Status baru bagi pengaju: { $state }
funding-preview-state-office = Status baru bagi instansi: { $state }

# Who is told. The message says that there is news and nothing more.
funding-preview-tell = Mengirim pemberitahuan kepada { $who }
funding-preview-tell-people = Mengirim pemberitahuan kepada { $who } ({ $people })

# Clocks.
funding-preview-clock-start = Mulai menghitung waktu: { $timer }, sampai { $until }
funding-preview-clock-move = Mengubah batas waktu: { $timer }, menjadi { $until }
funding-preview-clock-pause = Menjeda hitungan waktu: { $timer }
funding-preview-clock-resume = Melanjutkan hitungan waktu: { $timer }. Batasnya mundur sebanyak hari kerja yang dijeda
funding-preview-clock-end = Mengakhiri hitungan waktu: { $timer }
funding-preview-clock-end-all = Mengakhiri semua hitungan waktu

# Entries of the ledger.
funding-preview-entry-ceiling = Mencatat dana pembukaan { $amount }
funding-preview-entry-commit = Mencatat komitmen { $amount }
funding-preview-entry-release = Melepas komitmen { $amount }
funding-preview-entry-pay = Mencatat pembayaran { $amount }
funding-preview-entry-hand-over = Mencatat serah terima senilai { $amount }
funding-preview-entry-return = Mencatat pembayaran kembali { $amount }
funding-preview-entry-refund = Mencatat sisa dana yang dikembalikan { $amount }
funding-preview-entry-recover = Mencatat tagihan pengembalian { $amount }

# What the applicant may edit.
funding-preview-editable-all = Pengaju bisa mengubah semua isian lagi
funding-preview-editable-nothing = Pengaju tidak bisa mengubah isian lagi

# Letters, papers, amounts.
funding-preview-issue = Menerbitkan surat: { $letter }
funding-preview-purge-papers = Menghapus berkas { $days } sesudah urusan ini berakhir
funding-preview-keep-draft = Menyimpan draf selama { $days }. Draf bisa disalin ke pembukaan lain
funding-preview-assign-reviewers = Menugaskan { $count } sebagai penilai
funding-preview-create-reports = Menjadwalkan { $count }
funding-preview-replace-reviewer = Mengganti satu penilai dengan penilai lain
funding-preview-release-reviewer = Melepas satu penilai. Penggantinya belum ada
funding-preview-record-budget-fine = Mencatat jawaban tim anggaran: { $amount } tersedia
funding-preview-record-budget-cut = Mencatat jawaban tim anggaran: dikurangi menjadi { $amount }
funding-preview-record-budget-struck = Mencatat jawaban tim anggaran: dicoret
funding-preview-record-milestone = Mencatat surat resmi: { $paper }
funding-preview-create-award = Membuat tawaran hibah sebesar { $amount }
funding-preview-create-award-certificate = Membuat tawaran piagam
funding-preview-create-tranches = Membuat tahap pencairan: { $amounts }
funding-preview-divide-anew = Membagi ulang { $amount } ke tahap yang belum dibayar
funding-preview-update-calendars = Memperbarui kalender pribadi: { $day }

# Other things that happen.
funding-preview-open-papers = Membuka berkas tertutup untuk pemeriksa berkas
funding-preview-sign = Mencatat tanda tangan pada isi yang sekarang
funding-preview-draw-code = Memberi kode baru
funding-preview-clear-signatures = Menghapus tanda tangan ketua dan bendahara
funding-preview-freeze-version = Menyimpan isi ini sebagai versi yang tidak berubah
funding-preview-begin-checklist = Membuka daftar periksa
funding-preview-close-papers = Menutup akses petugas ke berkas tertutup
funding-preview-open-listed = Membuka hal yang didaftar untuk diperbaiki pengaju. Isian lain terkunci
funding-preview-keep-papers = Membatalkan penghapusan berkas yang dijadwalkan
funding-preview-render-packet = Membuat bahan penilaian tanpa nama pengaju
funding-preview-free-reviewers = Mengakhiri tugas penilai
funding-preview-seal-score = Menyimpan nilai ini tertutup bagi penilai lain
funding-preview-unseal-scores = Membuka semua nilai untuk ketua pembukaan
funding-preview-suggest-review = Menyarankan satu penilai lagi, karena nilainya berjauhan
funding-preview-mark-scores-stale = Menandai nilai yang ada sebagai nilai versi lama
funding-preview-restore-scores = Memakai lagi nilai versi sebelumnya
funding-preview-supersede-note = Menandai nota rekomendasi sebagai sudah diganti
funding-preview-make-batch-sheet = Proposal ini masuk daftar pengantar untuk tim anggaran
funding-preview-ask-sipd-number = Meminta nomor pada sistem pemerintah daerah (SIPD) dicatat
funding-preview-forget-budget = Membatalkan jawaban tim anggaran yang lama
funding-preview-assign-second-decider = Menyerahkan keberatan kepada pejabat lain
funding-preview-mark-own-record = Menandai langkah ini sebagai "dicatat sendiri"
funding-preview-audit = Mencatat langkah ini di jejak audit
funding-preview-supersede-agreement = Menandai naskah perjanjian lama sebagai sudah diganti
funding-preview-freeze-tranches = Menahan tahap pencairan yang belum dibayar
funding-preview-unfreeze-tranches = Membuka lagi tahap pencairan yang ditahan
funding-preview-cancel-tranches = Membatalkan tahap pencairan yang belum dibayar
funding-preview-register-award = Memasukkan hibah ini ke pengumuman berikutnya, menurut aturan pembukaan
funding-preview-set-report-due = Menetapkan batas laporan penggunaan (LPJ) menurut perjanjian
funding-preview-account-tranche = Menandai tahap pencairan sebagai sudah dipertanggungjawabkan
funding-preview-list-overdue = Memasukkan laporan ke daftar lewat tenggat
funding-preview-lift-block = Membolehkan usaha ini mengajukan proposal lagi
funding-preview-freeze-form = Mengunci formulir, kriteria, dan daftar periksa
funding-preview-show-call = Menampilkan pembukaan di halaman umum
funding-preview-show-amendment = Menampilkan perubahan di halaman pembukaan
funding-preview-lapse-drafts = Menutup draf yang belum dikirim
funding-preview-freeze-ranking = Mengunci peringkat seluruh pembukaan. Nilai seri tetap seri
funding-preview-supersede-ranking = Menandai peringkat ini sebagai sudah diganti
funding-preview-void-proposals = Membatalkan semua proposal yang belum selesai
funding-preview-release-register = Menyiapkan pengumuman hibah pembukaan ini
